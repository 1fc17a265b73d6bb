package io.sluice.bench;

/** Where in what a client is being told a connection is cut. */
enum CutPlace {
    ANSWER("before any byte of an answer"),
    HEAD("inside a head"),
    OPENED("right after a head"),
    SIZE("inside or after the size of a chunk"),
    LINE_END("between CR and LF of a chunk"),
    CHARACTER("inside a UTF-8 sequence"),
    FRAME("elsewhere inside a frame"),
    BETWEEN("after a whole frame");

    private final String words;

    CutPlace(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
