/** Units of database work that no cancel can tear. */
@NamedInterface("database")
@NullMarked
package io.sluice.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
