package org.sanad.identity;

import java.util.List;
import java.util.UUID;

/**
 * The accounts that the embedded default comes with. Their ids are fixed and are the subjects of their tokens, so that the api's demo
 * can give them roles before anybody signs in.
 */
public final class DemoAccounts {

    /** The password of every demo account. */
    public static final String PASSWORD = "sanad-demo-2026";

    /** All of them, in the order in which they are shown. */
    public static final List<Demo> ALL = List.of(
            demo(1, "donor", "ليلى حدّاد", "ar", false, ""),
            demo(2, "charity", "سامر الخطيب", "ar", true, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"),
            demo(3, "finance", "نرگس کاظمی", "fa", true, "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"),
            demo(4, "registrar", "عبد الله المطيري", "ar", true, "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"),
            demo(5, "supervisor", "مریم رضایی", "fa", true, "NBSWY3DPFQQHO33SNBSWY3DPFQQHO33S"),
            demo(6, "moderator", "Amina Yusuf", "en", true, "ONQW4YLEFVSGK3LPONQW4YLEFVSGK3LP"));

    private DemoAccounts() {}

    /**
     * One demo account.
     *
     * @param id the account's id, which is the token's subject
     * @param role what it shows: donor, charity, finance, registrar, supervisor or moderator
     * @param name in the script of its bearer
     * @param totpSecret for an authenticator app, in base32; empty for the donor, who needs none
     */
    public record Demo(
            UUID id,
            String role,
            String email,
            String password,
            String name,
            String locale,
            boolean staff,
            String totpSecret) {}

    private static Demo demo(int number, String role, String name, String locale, boolean staff, String totpSecret) {
        return new Demo(
                UUID.fromString("0190d3b0-0000-7000-8000-00000000000" + number),
                role,
                role + "@demo.sanad.example",
                PASSWORD,
                name,
                locale,
                staff,
                totpSecret);
    }
}
