package io.sluice.chain.rpc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** What one node sent, as it sent it: for as long as it may turn out to be a lie. */
public final class Transcript {

    private static final int SHOWN = 4_096;

    private final byte[] body;
    private final Secrets secrets;

    Transcript(byte[] body, Secrets secrets) {
        this.body = body;
        this.secrets = secrets;
    }

    /** Evidence of what was sent, in this order. */
    public static Exhibit exhibit(List<Transcript> sent) {
        if (sent.isEmpty()) {
            return Exhibit.NONE;
        }
        return new Exhibit(
                digest(sent),
                sent.stream().mapToLong(it -> it.body.length).sum(),
                excerpt(sent, SHOWN / sent.size()));
    }

    private static String digest(List<Transcript> sent) {
        var digest = sha256();
        sent.forEach(it -> digest.update(it.body));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String excerpt(List<Transcript> sent, int each) {
        return sent.stream().map(it -> it.beginning(each - 1)).collect(Collectors.joining("\n"));
    }

    private String beginning(int most) {
        var shown = secrets.hideInBeginning(body, 2 * most);
        return shown.substring(0, Math.min(most, shown.length()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    @Override
    public String toString() {
        return body.length + " bytes";
    }
}
