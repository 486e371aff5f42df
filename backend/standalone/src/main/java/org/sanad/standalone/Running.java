package org.sanad.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sanad.api.SanadApi;
import org.sanad.api.platform.EnvironmentVariable;
import org.sanad.api.platform.Listening;
import org.sanad.identity.DemoAccounts;
import org.sanad.identity.SanadIdentity;
import org.sanad.standalone.demo.DemoFeed;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A Sanad that runs: what it is made of, in the order in which it was started, and closed in the other. */
final class Running implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Progress progress;
    private final String url;
    private @Nullable ConfigurableApplicationContext api;

    private Running(Progress progress, String url) {
        this.progress = progress;
        this.url = url;
    }

    /** Starts PostgreSQL, identity and the api, each unless the environment names another; returns once the app answers. */
    static Running start(Home home, Map<String, String> environment, Progress progress) {
        refuseFaults(environment);
        int port = port(environment);
        refuseBusy(port);
        String url = environment.getOrDefault("SANAD_PUBLIC_URL", "http://localhost:" + port);
        Running running = new Running(progress, url);
        try {
            running.parts.push(home.lock());
            Secrets secrets = Secrets.in(home);
            Map<String, Object> settings = settings(home, secrets, url, address(environment), port);
            if (!environment.containsKey("SANAD_DB_URL")) {
                boolean first = !Files.exists(home.data());
                Postgres postgres = progress.step(
                        first ? "PostgreSQL 18, with a new data directory" : "PostgreSQL 18",
                        () -> Postgres.start(home, secrets, progress::say));
                running.parts.push(postgres);
                DatabaseRoles.make(postgres, secrets);
                settings.put("SANAD_DB_URL", address(postgres.port()));
            }
            boolean ownIdentity = !environment.containsKey("SANAD_ISSUER_URI");
            if (ownIdentity) {
                int identityPort = Ports.free();
                settings.put("SANAD_IDENTITY_PORT", Integer.toString(identityPort));
                settings.put("SANAD_IDENTITY_URL", "http://127.0.0.1:" + identityPort);
                progress.step("identity: accounts, sign-in, tokens", () -> running.startIdentity(settings));
            }
            progress.step("API: GraphQL and the app", () -> running.startApi(settings));
            Files.writeString(home.directory().resolve("run/url"), url);
            Files.writeString(
                    home.directory().resolve("run/identity"),
                    settings.getOrDefault("SANAD_IDENTITY_URL", "").toString());
            running.awaitAnswer(address(environment), port);
            boolean demo = ownIdentity && !"off".equals(environment.get("DEMO"));
            running.greet(demo, address(environment));
            if (demo) {
                running.parts.push(DemoFeed.start(running.api(), url + "/identity", home.demo(), 1, progress::say));
            }
            return running;
        } catch (IOException e) {
            running.close();
            throw new CannotRun("The data directory can't be written to: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /** Starts one more api node on the database, the files and the identity of the Sanad that runs on this home. */
    static Running startNode(Home home, Map<String, String> environment, Progress progress) {
        refuseFaults(environment);
        int port = port(environment);
        refuseBusy(port);
        String own = "http://localhost:" + port;
        Running running = new Running(progress, own);
        try {
            String first = Files.readString(home.directory().resolve("run/url"), StandardCharsets.UTF_8);
            Map<String, Object> settings = settings(home, Secrets.in(home), own, address(environment), port);
            settings.put("SANAD_DB_URL", address(runningDatabase(home)));
            settings.put("SANAD_ISSUER_URI", environment.getOrDefault("SANAD_ISSUER_URI", first + "/identity"));
            settings.put("SANAD_AUDIENCE", first + "/graphql");
            settings.put(
                    "SANAD_IDENTITY_URL",
                    Files.readString(home.directory().resolve("run/identity"), StandardCharsets.UTF_8));
            // the first node fills the database; this one only serves it
            settings.put("DEMO", "off");
            progress.step("API: GraphQL and the app", () -> running.startApi(settings));
            running.awaitAnswer(address(environment), port);
            progress.say("Sanad is ready at %s (a second node beside %s)", own, first);
            return running;
        } catch (IOException e) {
            running.close();
            throw new CannotRun("No Sanad runs on " + home.directory() + ": start one with `make run` first.", e);
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /**
     * Starts the api for a task of the terminal: beside the Sanad that runs on this home, or on its database alone where none runs. It listens
     * on a loopback port that nobody is told of.
     */
    static Running attach(Home home, Progress progress) {
        if (!Files.exists(home.data())) {
            throw new CannotRun("There is no Sanad in " + home.directory() + " yet: start one with `make run` first.");
        }
        int port = Ports.free();
        String own = "http://localhost:" + port;
        Running running = new Running(progress, own);
        Home.Lock lock = home.tryLock();
        try {
            Secrets secrets = Secrets.in(home);
            Map<String, Object> settings = settings(home, secrets, own, LOOPBACK, port);
            settings.put("DEMO", "off");
            int database;
            if (lock == null) {
                database = runningDatabase(home);
            } else {
                running.parts.push(lock);
                Postgres postgres = Postgres.start(home, secrets, progress::say);
                running.parts.push(postgres);
                DatabaseRoles.make(postgres, secrets);
                database = postgres.port();
            }
            settings.put("SANAD_DB_URL", address(database));
            running.startApi(settings);
            return running;
        } catch (IOException e) {
            running.close();
            throw new CannotRun("The Sanad on " + home.directory() + " can't be reached: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /** The api's beans, for what runs in its process without a request. */
    ConfigurableApplicationContext api() {
        return java.util.Objects.requireNonNull(api, "the api is started first");
    }

    /** The issuer of the accounts of the Sanad that runs, or ran last, on this home. */
    static String issuer(Home home) {
        try {
            return Files.readString(home.directory().resolve("run/url"), StandardCharsets.UTF_8) + "/identity";
        } catch (IOException e) {
            throw new CannotRun(
                    "No Sanad has run on " + home.directory() + " yet: start one with `make run` first.", e);
        }
    }

    /** The port of the database that runs on this home. */
    static int runningDatabase(Home home) throws IOException {
        if (Postgres.postmaster(home) == null) {
            throw new IOException("no server runs on " + home.data());
        }
        return Integer.parseInt(
                Files.readString(home.databasePort(), StandardCharsets.US_ASCII).strip());
    }

    private static String address(int databasePort) {
        return "127.0.0.1:" + databasePort + "/" + DatabaseRoles.DATABASE;
    }

    private static void refuseFaults(Map<String, String> environment) {
        List<String> faults =
                new ArrayList<>(EnvironmentVariable.faults(EnvironmentVariable.Part.STANDALONE, environment, false));
        if (isForOthers(environment)
                && environment.getOrDefault("SANAD_PAYMENT_PROVIDER", "").isBlank()) {
            faults.add("SANAD_PAYMENT_PROVIDER is missing: "
                    + EnvironmentVariable.SANAD_PAYMENT_PROVIDER.meaning()
                    + ". It is the default only on a database and an issuer of Sanad's own");
        }
        if (!faults.isEmpty()) {
            throw new CannotRun(
                    "Sanad can't start (README.md lists every variable):\n  - " + String.join("\n  - ", faults));
        }
    }

    /** Whether more than one person's own try at it depends on this: then payments go to the sandbox only where somebody says so. */
    private static boolean isForOthers(Map<String, String> environment) {
        return environment.containsKey("SANAD_DB_URL")
                || environment.containsKey("SANAD_ISSUER_URI")
                || environment.getOrDefault("SANAD_PUBLIC_URL", "").startsWith("https:");
    }

    private static int port(Map<String, String> environment) {
        return Integer.parseInt(environment.getOrDefault("PORT", "8080"));
    }

    /** This machine alone, unless somebody says another: the demo accounts' passwords are printed and the mails shown to all. */
    private static String address(Map<String, String> environment) {
        String address = environment.getOrDefault("SANAD_ADDRESS", "");
        return address.isBlank() ? LOOPBACK : address;
    }

    private static void refuseBusy(int port) {
        if (!Ports.isFree(port)) {
            throw new CannotRun("Port " + port
                    + " is in use by another program. Stop that, or choose another port: make run PORT=" + (port + 1));
        }
    }

    /** What the services read from the environment in production, under the same names. A real variable wins over it. */
    private static Map<String, Object> settings(Home home, Secrets secrets, String url, String address, int port) {
        Map<String, Object> settings = new LinkedHashMap<>(secrets.forServices());
        settings.put("SANAD_EMBEDDED", "true");
        settings.put("SANAD_PAYMENT_PROVIDER", "sandbox");
        settings.put("SANAD_PUBLIC_URL", url);
        settings.put("SANAD_FILES_DIR", home.files().toString());
        settings.put("PORT", Integer.toString(port));
        settings.put("SANAD_ADDRESS", address);
        // one log file for all parts; the terminal is for the person who started it
        settings.put("logging.file.name", home.logs().resolve("sanad.log").toString());
        settings.put("logging.threshold.console", "OFF");
        settings.put("logging.include-application-name", "false");
        settings.put("logging.pattern.correlation", "[%X{requestId:-}] ");
        settings.put("spring.main.banner-mode", "off");
        return settings;
    }

    private ConfigurableApplicationContext startIdentity(Map<String, Object> settings) {
        ConfigurableApplicationContext context = run(
                SanadIdentity.application(settings).web(WebApplicationType.SERVLET),
                PartAutoConfigurations.IDENTITY,
                settings);
        parts.push(context);
        return context;
    }

    private ConfigurableApplicationContext startApi(Map<String, Object> settings) {
        ConfigurableApplicationContext context = run(
                new SpringApplicationBuilder(SanadApi.class).web(WebApplicationType.REACTIVE),
                PartAutoConfigurations.API,
                settings);
        parts.push(context);
        api = context;
        return context;
    }

    private static ConfigurableApplicationContext run(
            SpringApplicationBuilder application, String part, Map<String, Object> settings) {
        try {
            return application
                    .properties(settings)
                    .properties(PartAutoConfigurations.PART + "=" + part)
                    .registerShutdownHook(false)
                    // address and port were chosen here, whatever the terminal's own variables say
                    .run("--PORT=" + settings.get("PORT"), "--SANAD_ADDRESS=" + settings.get("SANAD_ADDRESS"));
        } catch (RuntimeException e) {
            throw new CannotRun(
                    "The " + part + " part can't start: " + rootMessage(e) + "\nMore is in "
                            + settings.get("logging.file.name"),
                    e);
        }
    }

    private static String rootMessage(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private void awaitAnswer(String address, int port) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + Listening.hostFor(address) + ":" + port + "/"))
                .timeout(Duration.ofSeconds(10))
                .GET()
                .build();
        String answer = "";
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int attempt = 0; attempt < 50; attempt++) {
                try {
                    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                    if (response.statusCode() < 500) {
                        return;
                    }
                    answer = response.statusCode() + " " + response.body();
                } catch (IOException e) {
                    // not listening yet
                    answer = e.toString();
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("The start was interrupted.", e);
        }
        throw new CannotRun(
                "The app doesn't answer at " + url + " (" + answer + "). See logs/sanad.log in the data directory.");
    }

    /** Asks for what visitors ask for first; how it answers doesn't matter here. */
    void rehearse() {
        String query =
                "{\"query\":\"{ campaigns(first: 12) { edges { node { id slug title { text(locale: AR) } } } } currencies { code } }\"}";
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            for (int round = 0; round < 5; round++) {
                for (String path : List.of("/ar", "/fa/campaigns", "/en", "/auth/session", "/auth/login?return=/ar")) {
                    send(client, HttpRequest.newBuilder(URI.create(url + path)).GET());
                }
                send(
                        client,
                        HttpRequest.newBuilder(URI.create(url + "/graphql"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(query)));
            }
        }
    }

    private static void send(HttpClient client, HttpRequest.Builder request) {
        try {
            client.send(request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            // a rehearsal: the next one
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void greet(boolean demo, String address) {
        progress.say("");
        progress.say("Sanad is ready at %s", url);
        progress.say("  started in %.1f s; Ctrl-C stops everything", progress.elapsed());
        progress.say("  GraphQL      %s/graphql   explorer %s/graphiql", url, url);
        progress.say("  mail and SMS %s/identity/outbox", url);
        if (!InetAddress.ofLiteral(address).isLoopbackAddress()) {
            progress.say(
                    "  Others in the network can reach it (SANAD_ADDRESS=%s): every mail is shown to all of them.",
                    address);
        }
        if (demo) {
            progress.say("  demo accounts, password %s:", DemoAccounts.PASSWORD);
            for (DemoAccounts.Demo account : DemoAccounts.ALL) {
                progress.say(
                        "    %-10s  %-34s%s",
                        account.role(),
                        account.email(),
                        account.totpSecret().isEmpty() ? "" : "second factor " + account.totpSecret());
            }
        }
    }

    /** Stops the parts, the last started first; a part that fails to stop doesn't keep the others from it. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                progress.say("  did not stop in order: %s", e.toString());
            }
        }
    }
}
