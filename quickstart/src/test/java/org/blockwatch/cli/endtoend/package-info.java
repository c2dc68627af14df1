/** Holds tests of the whole pipeline: real broker, real registry, both apps; statements in, pages out. */
package org.blockwatch.cli.endtoend;
