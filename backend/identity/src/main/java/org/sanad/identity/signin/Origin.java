package org.sanad.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a request came from.
 *
 * @param address the client's address, as the trusted proxy tells it
 * @param userAgent what the browser calls itself, cut to a sensible length
 */
public record Origin(String address, String userAgent) {

    /** Reads the origin of a request. */
    public static Origin of(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        var clean = agent == null ? "" : agent.replaceAll("\\p{C}", "");
        return new Origin(request.getRemoteAddr(), clean.substring(0, Math.min(300, clean.length())));
    }

    /** What attempts are counted by: an IPv4 address, or the /64 that one IPv6 subscriber has. */
    public String network() {
        try {
            var parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? Arrays.toString(Arrays.copyOf(parsed.getAddress(), 8))
                    : parsed.getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }
}
