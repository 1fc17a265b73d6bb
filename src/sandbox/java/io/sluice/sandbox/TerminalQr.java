package io.sluice.sandbox;

import io.nayuki.qrcodegen.QrCode;

/** Draws a QR code with characters, two rows to a line, dark on light. */
final class TerminalQr {

    private static final int BORDER = 2;

    private TerminalQr() {}

    static String of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        var drawing = new StringBuilder();
        for (var y = -BORDER; y < code.size + BORDER; y += 2) {
            drawing.append("  ");
            for (var x = -BORDER; x < code.size + BORDER; x++) {
                drawing.append(cell(code.getModule(x, y), code.getModule(x, y + 1)));
            }
            drawing.append('\n');
        }
        return drawing.toString();
    }

    /** Light modules are drawn, dark ones left out: terminals are dark. */
    private static char cell(boolean upperDark, boolean lowerDark) {
        if (upperDark) {
            return lowerDark ? ' ' : '▄';
        }
        return lowerDark ? '▀' : '█';
    }
}
