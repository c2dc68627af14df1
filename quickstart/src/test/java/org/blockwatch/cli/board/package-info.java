/**
 * Sees that the ward board shows, takes and hides what it should, in a real browser on a real pipeline.
 * In: statements, frozen engines, cut links, people who sign in.
 * Out: what stands on the page.
 */
package org.blockwatch.cli.board;
