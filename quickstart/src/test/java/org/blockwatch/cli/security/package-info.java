/** Proves on a secured broker and registry that the grants suffice, and that nobody gets any further. */
package org.blockwatch.cli.security;
