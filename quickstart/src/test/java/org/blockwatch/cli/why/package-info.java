/** Holds tests of the story of an alert: records of the topics go in, sentences come out. */
package org.blockwatch.cli.why;
