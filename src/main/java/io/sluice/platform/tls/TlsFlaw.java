package io.sluice.platform.tls;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.springframework.core.NestedExceptionUtils;

/** Says in words what is wrong with a server's TLS. */
public final class TlsFlaw {

    private TlsFlaw() {}

    /**
     * What completes "the server …", if that is why it could not be spoken to. It quotes nothing.
     */
    public static Optional<String> in(Throwable failure) {
        return switch (NestedExceptionUtils.getMostSpecificCause(failure)) {
            case CertificateExpiredException _ ->
                    Optional.of("shows a certificate that has expired");
            case CertificateNotYetValidException _ ->
                    Optional.of("shows a certificate that is not valid yet");
            case CertPathBuilderException _, CertPathValidatorException _ ->
                    Optional.of("shows a certificate of an authority that is not believed here");
            case CertificateException wrong when isAboutNames(wrong) ->
                    Optional.of("shows a certificate for another name");
            case CertificateException _ -> Optional.of("shows a certificate that is not accepted");
            case NotSslRecordException _ -> Optional.of("does not speak TLS");
            case SSLException _ -> Optional.of("did not agree on TLS");
            default -> Optional.empty();
        };
    }

    /** The runtime's own words for it: no name matches, or no alternative one. */
    private static boolean isAboutNames(CertificateException wrong) {
        var words = String.valueOf(wrong.getMessage());
        return words.startsWith("No name matching") || words.startsWith("No subject alternative");
    }
}
