package io.sluice.sandbox.authority;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Lets a test change keys when it wants to, which real servers do by a calendar. */
@SuppressWarnings("serial")
final class AuthorityKeysServlet extends HttpServlet {

    private final transient AuthorityKeys keys;

    AuthorityKeysServlet(AuthorityKeys keys) {
        this.keys = keys;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        switch (request.getRequestURI()) {
            case "/keys/announce" -> keys.announce();
            case "/keys/use" -> keys.use();
            case "/keys/withdraw" -> keys.withdraw();
            default -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
