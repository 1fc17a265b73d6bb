package io.sluice.sandbox.authority;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Runs the authorization server on a loopback port until it is ended. */
public final class AuthorityMain {

    /** What is printed once it answers. */
    public static final String READY = "The authorization server is ready";

    private AuthorityMain() {}

    /**
     * Answers at the port that is named first; the public keys of the client that has a key are at
     * the address that is named second.
     */
    public static void main(String[] arguments) throws IOException, LifecycleException {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger all) {
            all.setLevel(Level.WARN);
        }
        var keys = new AuthorityKeys();
        var spring = new AnnotationConfigApplicationContext();
        spring.registerBean(AuthorityKeys.class, () -> keys);
        spring.registerBean(AuthorityClients.class, () -> new AuthorityClients(arguments[1]));
        spring.register(AuthorityRules.class);
        spring.refresh();
        var tomcat = tomcat(Integer.parseInt(arguments[0]));
        var context = tomcat.addContext("", null);
        filter(context, spring.getBean("springSecurityFilterChain", Filter.class));
        Tomcat.addServlet(context, "keys", new AuthorityKeysServlet(keys)).addMapping("/");
        tomcat.start();
        System.out.println(READY);
        tomcat.getServer().await();
    }

    private static Tomcat tomcat(int port) throws IOException {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("sluice-authority-").toString());
        var connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        return tomcat;
    }

    private static void filter(Context context, Filter filter) {
        var definition = new FilterDef();
        definition.setFilterName("security");
        definition.setFilter(filter);
        context.addFilterDef(definition);
        var mapping = new FilterMap();
        mapping.setFilterName("security");
        mapping.addURLPattern("/*");
        context.addFilterMap(mapping);
    }
}
