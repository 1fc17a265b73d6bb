package io.sluice.payment.api;

import io.nayuki.qrcodegen.QrCode;

/** Draws text as a QR code. */
final class QrImage {

    private static final int QUIET_ZONE = 4;

    private QrImage() {}

    /** An SVG image of one path, black on white, that scales to any size. */
    static String svg(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var size = code.size + 2 * QUIET_ZONE;
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
        <rect width="100%%" height="100%%" fill="#fff"/><path d="%s" fill="#000"/></svg>\
        """
                .formatted(size, size, modules(code));
    }

    private static String modules(QrCode code) {
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET_ZONE)
                            .append(',')
                            .append(y + QUIET_ZONE)
                            .append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }
}
