package org.breakroom.phone;

import static org.breakroom.cast.TestLocals.in;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.breakroom.kernel.Ids;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the application on a phone does, without the browser: sets itself up, seals, hands in. */
final class Handset {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int POINT = 65;

    private final MockMvcTester mvc;
    private final UUID account;
    final UUID id = Ids.at(System.currentTimeMillis());
    final String token;
    private final byte[] key;
    /** How far its clock is ahead. */
    Duration ahead = Duration.ZERO;
    /** Until when it knew what was on file. */
    Instant known = Instant.now();

    Handset(MockMvcTester mvc, UUID account) throws Exception {
        this.mvc = mvc;
        this.account = account;
        var welcome = read(post("/phone/devices", Map.of("id", id, "name", "Test phone")));
        token = welcome.path("token").asString();
        key = Base64.getDecoder().decode(welcome.path("key").asString());
    }

    private MvcTestResult post(String path, Object body) {
        return mvc.post()
                .uri(path)
                .contentType("application/json")
                .content(JSON.writeValueAsString(body))
                .header(PhoneController.TOKEN, token == null ? "" : token)
                .with(in(account))
                .exchange();
    }

    static JsonNode read(MvcTestResult result) throws Exception {
        return JSON.readTree(result.getResponse().getContentAsString(StandardCharsets.UTF_8));
    }

    MvcTestResult pack() {
        return post("/phone/devices/" + id + "/pack", Map.of());
    }

    /** What is on file of somebody, as a card asks it to be confirmed. */
    MvcTestResult contacts(UUID member) {
        return mvc.get()
                .uri("/phone/devices/" + id + "/contacts/" + member)
                .header(PhoneController.TOKEN, token)
                .with(in(account))
                .exchange();
    }

    /** A talk as the phone notes it: fields in pairs. */
    Noted talk(UUID member, Instant at, Object... fields) {
        var said = new HashMap<String, Object>(Map.of(
                "kind",
                "talk",
                "format",
                1,
                "member",
                member,
                "at",
                at.plus(ahead).toString(),
                "known",
                known.toString(),
                "outcome",
                "TALKED",
                "seenBy",
                "OFFICERS"));
        for (int i = 0; i < fields.length; i += 2) {
            said.put((String) fields[i], fields[i + 1]);
        }
        return new Noted(Ids.at(System.currentTimeMillis()), said);
    }

    Noted withdrawal(UUID of) {
        return new Noted(
                Ids.at(System.currentTimeMillis()),
                Map.of(
                        "kind",
                        "withdrawal",
                        "format",
                        1,
                        "of",
                        of,
                        "at",
                        Instant.now().toString()));
    }

    Noted attendance(UUID meeting, UUID member, boolean came, Instant at) {
        return new Noted(
                Ids.at(System.currentTimeMillis()),
                Map.of(
                        "kind",
                        "attendance",
                        "format",
                        1,
                        "of",
                        meeting,
                        "member",
                        member,
                        "came",
                        came,
                        "at",
                        at.toString()));
    }

    /** A card of a drive, as the phone notes it, with the words that it showed. */
    Noted card(UUID drive, UUID member, String shownName, String words, Object... fields) throws Exception {
        var said = new HashMap<String, Object>(Map.of(
                "kind",
                "card",
                "format",
                1,
                "of",
                drive,
                "member",
                member,
                "at",
                Instant.now().toString()));
        said.putAll(Map.of(
                "seconds",
                20,
                "language",
                "en",
                "version",
                1,
                "shownName",
                shownName,
                "shownJob",
                "Para",
                "name",
                shownName));
        said.put("agree", true);
        said.put(
                "text",
                java.util.HexFormat.of()
                        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                .digest(words.getBytes(StandardCharsets.UTF_8))));
        for (int i = 0; i < fields.length; i += 2) {
            said.put((String) fields[i], fields[i + 1]);
        }
        return new Noted(Ids.at(System.currentTimeMillis()), said);
    }

    /** Hours, as the phone notes them. */
    Noted hours(UUID organizer, String day, String from, String until) {
        var said = new HashMap<String, Object>(Map.of(
                "kind",
                "hours",
                "format",
                1,
                "of",
                organizer,
                "at",
                Instant.now().toString()));
        said.putAll(Map.of("day", day, "from", from, "until", until, "work", "TALKS", "note", "On the stairs"));
        return new Noted(Ids.at(System.currentTimeMillis()), said);
    }

    record Noted(UUID id, Map<String, Object> said) {}

    /** Hands in, without being signed in; the answers by id. */
    Map<UUID, JsonNode> handIn(Noted... noted) throws Exception {
        var boxes = new ArrayList<Map<String, Object>>();
        for (var n : noted) {
            boxes.add(Map.of("id", n.id(), "box", seal(n.id(), JSON.writeValueAsString(n.said()))));
        }
        return handIn(boxes);
    }

    Map<UUID, JsonNode> handIn(List<Map<String, Object>> boxes) throws Exception {
        var result = send(boxes, token);
        var answers = new HashMap<UUID, JsonNode>();
        read(result)
                .path("answers")
                .forEach(a -> answers.put(UUID.fromString(a.path("id").asString()), a));
        return answers;
    }

    MvcTestResult send(Object boxes, String with) {
        return mvc.post()
                .uri("/phone/devices/" + id + "/entries")
                .contentType("application/json")
                .content(JSON.writeValueAsString(
                        Map.of("sent", Instant.now().plus(ahead).toString(), "entries", boxes)))
                .header(PhoneController.TOKEN, with)
                .exchange();
    }

    String seal(UUID entry, String text) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var fresh = generator.generateKeyPair();
        var mine = (ECPublicKey) fresh.getPublic();
        var point = new byte[POINT];
        point[0] = 4;
        put(point, 1, mine.getW().getAffineX());
        put(point, 33, mine.getW().getAffineY());
        var theirs = KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(
                                new BigInteger(1, Arrays.copyOfRange(key, 1, 33)),
                                new BigInteger(1, Arrays.copyOfRange(key, 33, POINT))),
                        mine.getParams()));
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(fresh.getPrivate());
        agreement.doPhase(theirs, true);
        var secret = KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(agreement.generateSecret())
                        .addSalt(point)
                        .thenExpand("breakroom entry 1".getBytes(StandardCharsets.US_ASCII), 32));
        var nonce = new byte[12];
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD((id + " " + entry).getBytes(StandardCharsets.UTF_8));
        var sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
        var box = new byte[POINT + nonce.length + sealed.length];
        System.arraycopy(point, 0, box, 0, POINT);
        System.arraycopy(sealed, 0, box, POINT + nonce.length, sealed.length);
        return Base64.getEncoder().encodeToString(box);
    }

    private static void put(byte[] out, int at, BigInteger value) {
        var bytes = value.toByteArray();
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, out, at + 32 - length, length);
    }
}
