package org.blockwatch.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.blockwatch.streams.patient.PatientSnapshot;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * How RocksDB keeps the stores. Kafka Streams gives each its own 50 MB of block cache and up to 48 MB of write buffers; six partitions
 * are some forty stores and segments, and could take 4 GB beside the heap. Here all of a process share one budget.
 *
 * <p>Kafka's Bloom filters stay: most look-ups of ladders and wake-ups are for what is not there.
 */
public final class StoreSettings implements RocksDBConfigSetter {
    /** What has not been flushed yet: some seconds of a hospital group's changes. When it is full, a store that writes is flushed. */
    private static final long WRITE_BUFFERS = 96L << 20;

    /** Blocks read, indexes and filters, and the write buffers as well: the whole of what stores take beside the heap. */
    private static final long MEMORY = 192L << 20;

    static {
        RocksDB.loadLibrary();
    }

    /** What a store takes at its first change; Kafka's 1 MB, times the stores, would fill the write buffers before there is much in them. */
    private static final long FIRST_BLOCK = 128L << 10;

    private static final Cache CACHE = new LRUCache(MEMORY);
    private static final WriteBufferManager BUFFERS = new WriteBufferManager(WRITE_BUFFERS, CACHE);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true); // or they would stand outside the budget
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(BUFFERS);
        options.setArenaBlockSize(FIRST_BLOCK);
        if (store.startsWith(PatientSnapshot.STATED)) {
            // The bulk of the state, in which names repeat from row to row, and read seldom: LZ4 costs next to nothing.
            options.setCompressionType(CompressionType.LZ4_COMPRESSION);
        }
    }

    /** Nothing: what the stores share lives as long as the process. */
    @Override
    public void close(String store, Options options) {}
}
