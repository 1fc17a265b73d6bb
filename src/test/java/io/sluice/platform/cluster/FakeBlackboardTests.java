package io.sluice.platform.cluster;

import java.time.InstantSource;

class FakeBlackboardTests extends BlackboardContract {

    private final FakeBlackboard board = new FakeBlackboard(InstantSource.system());

    @Override
    Blackboard board() {
        return board;
    }
}
