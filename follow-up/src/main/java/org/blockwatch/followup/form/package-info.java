/**
 * The page that a patient answers on, and every word of it.
 *
 * <p>In: answers as a browser posts them; the site's texts.
 *
 * <p>Out: HTML, and what an answer says: findings and advice.
 */
@NullMarked
package org.blockwatch.followup.form;

import org.jspecify.annotations.NullMarked;
