package io.sluice.chain.watch;

import io.sluice.chain.TransferListener;
import io.sluice.chain.family.BlockListener;
import io.sluice.platform.database.Database;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has whoever is paid listen to what is recorded. */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {

    @Bean
    Recorder recorder(
            Database database,
            CursorStore cursors,
            BlockStore blocks,
            TransferStore transfers,
            ObjectProvider<TransferListener> listeners,
            ObjectProvider<BlockListener> readers) {
        return new Recorder(
                database,
                cursors,
                blocks,
                transfers,
                listeners.orderedStream().toList(),
                readers.orderedStream().toList());
    }

    @Bean
    Surplus surplus(
            Database database, CursorStore cursors, PostgresAudits audits, Recorder recorder) {
        return new Surplus(database, cursors, audits, recorder);
    }

    @Bean
    Corrections corrections(
            Database database,
            CursorStore cursors,
            SecondPassStore passes,
            GapStore gaps,
            Recorder recorder) {
        return new Corrections(database, cursors, passes, gaps, recorder);
    }
}
