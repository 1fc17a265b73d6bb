package io.sluice.platform.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.util.MimeType;

/** Reads request bodies, after the checks on their text that the parser does not make. */
final class StrictJsonDecoder extends JacksonJsonDecoder {

    StrictJsonDecoder() {
        super(ApiJson.mapper(), MediaType.APPLICATION_JSON);
        setMaxInMemorySize(ApiJson.MAX_BODY);
    }

    @Override
    public Object decode(
            DataBuffer buffer,
            ResolvableType type,
            @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints)
            throws DecodingException {
        var bytes = bytesOf(buffer);
        JsonText.check(bytes);
        var copy = DefaultDataBufferFactory.sharedInstance.wrap(bytes);
        return super.decode(copy, type, mimeType, hints);
    }

    private static byte[] bytesOf(DataBuffer buffer) {
        try {
            var bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
