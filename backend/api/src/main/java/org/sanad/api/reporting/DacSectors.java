package org.sanad.api.reporting;

/** Puts the purpose codes of OECD DAC, of three or five digits, into Sanad's fields of work. */
final class DacSectors {

    private DacSectors() {}

    static String sector(String code) {
        if (code.length() < 3) {
            return "MULTIPLE";
        }
        return switch (code) {
            case "15170", "15180", "15190" -> "WOMEN";
            case "16030", "16040" -> "SHELTER";
            case "16061" -> "RELIGIOUS";
            case "43071", "43072", "43073", "72040" -> "FOOD";
            case "72011" -> "HEALTH";
            default -> group(code.substring(0, 3));
        };
    }

    private static String group(String group) {
        return switch (group) {
            case "110", "111", "112", "113", "114" -> "EDUCATION";
            case "120", "121", "122", "123", "130" -> "HEALTH";
            case "140" -> "WATER";
            case "240", "250", "321", "322", "323", "331", "332" -> "LIVELIHOODS";
            case "311", "312", "313", "520" -> "FOOD";
            case "410" -> "ENVIRONMENT";
            case "720", "730", "740", "930" -> "RELIEF";
            default -> "MULTIPLE";
        };
    }
}
