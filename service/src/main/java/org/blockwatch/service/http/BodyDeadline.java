package org.blockwatch.service.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads a body whole before a thread is given to its request, and closes the connection of one that is not whole in time. So
 * many slow bodies cost memory, which is bounded, and no threads.
 */
final class BodyDeadline extends Handler.Wrapper {

    private static final long SECONDS = 10;
    private static final String TASK = BodyDeadline.class.getName();

    /** What is kept of a body, and what each piece that it comes in counts for: a piece keeps a buffer. */
    private static final long MOST_RETAINED = 512 * 1024;

    private static final int PER_PIECE = 1024;

    private BodyDeadline() {}

    /** Puts both before all other handlers of a server. */
    static void insert(Server server) {
        BodyDeadline deadline = new BodyDeadline();
        EagerContentHandler reader =
                new EagerContentHandler(new RetainedContentLoaderFactory(MOST_RETAINED, PER_PIECE, true));
        server.insertHandler(new Met());
        server.insertHandler(reader);
        server.insertHandler(deadline);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Scheduler.Task task = request.getComponents()
                .getScheduler()
                .schedule(
                        () -> request.getConnectionMetaData()
                                .getConnection()
                                .getEndPoint()
                                .close(),
                        SECONDS,
                        TimeUnit.SECONDS);
        request.setAttribute(TASK, task);
        Request.addCompletionListener(request, failure -> task.cancel());
        return super.handle(request, response, callback);
    }

    /** Stands behind the reader: what comes here has its body. */
    private static final class Met extends Handler.Wrapper {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.getAttribute(TASK) instanceof Scheduler.Task task) {
                task.cancel();
            }
            return super.handle(request, response, callback);
        }
    }
}
