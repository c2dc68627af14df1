/** Tests the gateway on a real broker. */
package org.blockwatch.cli.gateway;
