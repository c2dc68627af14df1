/**
 * Why the alerts of a patient are as they are at an instant, and what another protocol would have made of the same statements.
 * In come statements with their arrival, driven through the live topology.
 * Out goes text for clinicians.
 */
@NullMarked
package org.blockwatch.cli.explain;

import org.jspecify.annotations.NullMarked;
