package io.sluice.e2e;

import java.util.List;

/**
 * What holds in the tables whenever nothing is under way.
 *
 * @param breaches a query for whatever breaks it
 */
record Law(String text, String breaches) {

    static final List<Law> ALL =
            List.of(
                    new Law(
                            "the version of a payment is the number of its events, without a gap",
                            """
                            SELECT p.id, p.version, count(e.*), min(e.version), max(e.version)
                              FROM payment p LEFT JOIN payment_event e ON e.payment = p.id
                             GROUP BY p.id, p.version
                            HAVING count(e.*) <> p.version OR min(e.version) <> 1
                                OR max(e.version) <> p.version
                            """),
                    new Law(
                            "an event says its own id, payment and version, to whoever it is told",
                            """
                            SELECT payment, version, said FROM payment_event
                             CROSS JOIN LATERAL (
                                   VALUES (convert_from(merchant_json, 'UTF8')::jsonb),
                                          (convert_from(payer_json, 'UTF8')::jsonb)) AS s(said)
                             WHERE (said ->> 'id', said ->> 'subject', said ->> 'sequence',
                                    said #>> '{data,id}', said #>> '{data,version}')
                                IS DISTINCT FROM
                                   (id, payment, version::text, payment, version::text)
                            """),
                    new Law(
                            "no event is without its payment",
                            """
                            SELECT e.payment, e.version FROM payment_event e
                             WHERE NOT EXISTS (SELECT 1 FROM payment p WHERE p.id = e.payment)
                            """),
                    new Law(
                            "the positions of the journal are 1 to its head",
                            """
                            SELECT count(j.*), min(j.position), max(j.position), h.position
                              FROM journal_head h LEFT JOIN journal j ON true GROUP BY h.position
                            HAVING count(j.*) <> h.position OR min(j.position) <> 1
                                OR max(j.position) <> h.position
                            """),
                    new Law(
                            "the journal has each event, and nothing else",
                            """
                            SELECT payment, version FROM journal j FULL JOIN payment_event e
                             USING (payment, version) WHERE j.position IS NULL OR e.id IS NULL
                            """),
                    new Law(
                            "the journal says whose each event is",
                            """
                            SELECT payment, version FROM journal JOIN payment_event
                             USING (payment, version) WHERE owner <> merchant
                            """),
                    new Law(
                            "the journal has the versions of a payment in order",
                            """
                            SELECT payment, version, n FROM (
                                   SELECT payment, version, row_number() OVER (
                                          PARTITION BY payment ORDER BY position) AS n
                                     FROM journal) AS placed
                             WHERE version <> n
                            """),
                    new Law("no event waits for its position", "SELECT * FROM journal_pending"),
                    new Law("no payment waits to be derived", "SELECT * FROM payment_mark"),
                    new Law(
                            "an address belongs to one payment, wherever that is written down",
                            """
                            SELECT d.address, d.payment, a.payment, p.view ->> 'address'
                              FROM (SELECT * FROM deposit_address WHERE payment IS NOT NULL) AS d
                              FULL JOIN payment_address a USING (family, address)
                              FULL JOIN payment p ON p.id = a.payment
                             WHERE d.payment IS DISTINCT FROM a.payment
                                OR p.id IS DISTINCT FROM a.payment
                                OR lower(p.view ->> 'address') IS DISTINCT FROM lower(a.address)
                            """),
                    new Law(
                            "the addresses of a wallet are derived without a gap",
                            """
                            SELECT w.id, w.next_index, count(d.*), max(d.index)
                              FROM wallet w LEFT JOIN deposit_address d ON d.wallet = w.id
                             GROUP BY w.id, w.next_index
                            HAVING count(d.*) <> w.next_index OR max(d.index) <> w.next_index - 1
                            """),
                    new Law(
                            "a transfer is what its newest fact says",
                            """
                            SELECT t.id FROM transfer t
                              LEFT JOIN LATERAL (
                                   SELECT f.revision, f.state, f.block_hash, f.units
                                     FROM transfer_fact f WHERE f.transfer = t.id
                                    ORDER BY f.revision DESC LIMIT 1) AS n ON true
                             WHERE (t.revision, t.state, t.block_hash, t.units)
                                   IS DISTINCT FROM (n.revision, n.state, n.block_hash, n.units)
                            """),
                    new Law(
                            "the blocks that stand are one chain",
                            """
                            SELECT b.chain, b.height FROM block b
                              JOIN block p ON p.chain = b.chain AND p.height = b.height - 1
                             WHERE NOT b.orphaned AND NOT p.orphaned AND b.parent_hash <> p.hash
                            """),
                    new Law(
                            "what was read twice is final, and nothing final is above a gap",
                            """
                            SELECT c.chain FROM chain_cursor c
                              LEFT JOIN chain_second_pass s ON s.chain = c.chain
                              LEFT JOIN block g ON g.chain = c.chain AND g.gap AND NOT g.orphaned
                             WHERE s.height > c.finalized OR g.height <= c.finalized
                            """));
}
