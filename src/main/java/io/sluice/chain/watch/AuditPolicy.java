package io.sluice.chain.watch;

import io.sluice.chain.Assets;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Traces;
import io.sluice.money.Asset;
import java.math.BigInteger;
import java.util.List;

/**
 * What follows from a balance. More than is explained counts where value may come in a way that no
 * node tells: coins that contracts send where nobody traces blocks, and tokens that change balances
 * by themselves. Elsewhere it is for a person to look at.
 */
final class AuditPolicy {

    private final Network network;
    private final Assets listed;

    AuditPolicy(Network network, Assets listed) {
        this.network = network;
        this.listed = listed;
    }

    /** What is looked at. */
    List<Asset> assets() {
        return listed.all().stream().filter(it -> it.chain().equals(network.id())).toList();
    }

    Judgement judge(Audited audited, BigInteger now) {
        var asset = audited.holding().asset();
        if (audited.held() == null) {
            return now.signum() == 0 || now.equals(audited.arrived())
                    ? Judgement.NEWS
                    : Judgement.BEGAN_LATE;
        }
        var unexplained = audited.unexplained(now);
        return switch (unexplained.signum()) {
            case 1 -> more(asset, unexplained);
            case -1 -> less(asset);
            default -> audited.isNews(now) ? Judgement.NEWS : Judgement.NOTHING;
        };
    }

    /** What is too little to count stays unexplained, until it is more. */
    private Judgement more(Asset asset, BigInteger units) {
        if (!comesUntold(asset)) {
            return Judgement.UNEXPLAINED;
        }
        return units.compareTo(listed.dust(asset)) > 0 ? Judgement.COUNTS : Judgement.NOTHING;
    }

    private Judgement less(Asset asset) {
        if (network.measures(asset)) {
            return Judgement.FALLEN;
        }
        return comesUntold(asset) ? Judgement.MOVED : Judgement.NEWS;
    }

    private boolean comesUntold(Asset asset) {
        return network.measures(asset)
                || (asset.namespace().equals("slip44") && network.traces() == Traces.NONE);
    }

    /** What is to be done. */
    enum Judgement {
        /** It is as it was. */
        NOTHING,
        /** It is to be kept that it is otherwise. */
        NEWS,
        /** Nobody knows what it was before, and it is not what is known to have come. */
        BEGAN_LATE,
        /**
         * Less, by what nobody can tell from its owner's doing. A token that takes and gives again
         * gives nothing: what is more counts only above what there was.
         */
        FALLEN,
        /** Less, as after its owner's doing: as much may have come untold before that. */
        MOVED,
        /** More, and somebody must look. */
        UNEXPLAINED,
        /** More, and it is the payer's. */
        COUNTS
    }
}
