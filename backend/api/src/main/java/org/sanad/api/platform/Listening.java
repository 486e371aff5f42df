package org.sanad.api.platform;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Tells how this machine itself reaches a server of ours. */
public final class Listening {

    private Listening() {}

    /**
     * Names the host under which this machine reaches a server that listens on an address: the address, or the loopback one where the server
     * listens on every address.
     *
     * @param address an IP address, or nothing where it listens on every one
     */
    public static String hostFor(String address) {
        if (address.isEmpty() || InetAddress.ofLiteral(address).isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        return InetAddress.ofLiteral(address) instanceof Inet6Address ? "[" + address + "]" : address;
    }
}
