package org.blockwatch.gateway.mllp;

/**
 * Who sends.
 *
 * @param address the address without port
 * @param certificate the subject of its certificate; empty where the connection has no TLS
 */
public record MllpSender(String address, String certificate) {}
