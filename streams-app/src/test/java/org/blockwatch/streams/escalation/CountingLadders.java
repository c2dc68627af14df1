package org.blockwatch.streams.escalation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The store of ladders, which counts the rows that are read: one for each get, and one for each that an iterator gives. */
final class CountingLadders implements KeyValueBytesStoreSupplier {

    private final AtomicLong rowsRead = new AtomicLong();

    long rowsRead() {
        return rowsRead.get();
    }

    @Override
    public String name() {
        return LadderStore.NAME;
    }

    @Override
    @SuppressWarnings("unchecked")
    public KeyValueStore<Bytes, byte[]> get() {
        KeyValueStore<Bytes, byte[]> store =
                Stores.inMemoryKeyValueStore(LadderStore.NAME).get();
        return (KeyValueStore<Bytes, byte[]>) proxy(KeyValueStore.class, (proxy, method, arguments) -> {
            if (method.getName().equals("get")) {
                rowsRead.incrementAndGet();
            }
            Object result = call(store, method, arguments);
            return result instanceof KeyValueIterator<?, ?> rows ? counted(rows) : result;
        });
    }

    private Object counted(KeyValueIterator<?, ?> rows) {
        return proxy(KeyValueIterator.class, (proxy, method, arguments) -> {
            if (method.getName().equals("next")) {
                rowsRead.incrementAndGet();
            }
            return call(rows, method, arguments);
        });
    }

    private static Object call(Object of, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(of, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    @Override
    public String metricsScope() {
        return "counting";
    }
}
