/**
 * Settings from files, the environment and secrets, checked whole before anything starts.
 *
 * <p>In: sources of settings.
 *
 * <p>Out: typed settings, or every problem at once.
 */
@NullMarked
package org.blockwatch.service.settings;

import org.jspecify.annotations.NullMarked;
