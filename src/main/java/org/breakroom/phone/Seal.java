package org.breakroom.phone;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a phone closes and only the server opens: a fresh key of curve P-256 for each entry, agreed with the phone's key on
 * file (ECDH), spread by HKDF-SHA-256 (RFC 5869), the text under AES-256-GCM. A box is the fresh public point (65 bytes),
 * the nonce (12) and the text with its tag.
 */
final class Seal {
    private static final String CURVE = "secp256r1";
    private static final byte[] PURPOSE = "breakroom entry 1".getBytes(StandardCharsets.US_ASCII);
    private static final int COORDINATE = 32;
    private static final int POINT = 1 + 2 * COORDINATE;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private Seal() {}

    /** A phone's keys: the private one for the server, the point for the phone. */
    record Keys(byte[] secret, byte[] point) {}

    static Keys keys() {
        var pair = pair();
        return new Keys(pair.getPrivate().getEncoded(), point((ECPublicKey) pair.getPublic()));
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] point(ECPublicKey key) {
        var out = new byte[POINT];
        out[0] = 4;
        put(out, 1, key.getW().getAffineX());
        put(out, 1 + COORDINATE, key.getW().getAffineY());
        return out;
    }

    private static void put(byte[] out, int at, BigInteger value) {
        var bytes = value.toByteArray();
        int skip = Math.max(0, bytes.length - COORDINATE);
        System.arraycopy(bytes, skip, out, at + COORDINATE - (bytes.length - skip), bytes.length - skip);
    }

    /** The text of a box; empty when it was closed for another key or another label, or was damaged on the way. */
    static Optional<String> open(byte[] secret, byte[] box, String label) {
        if (box.length < POINT + NONCE || box[0] != 4) {
            return Optional.empty();
        }
        try {
            var factory = KeyFactory.getInstance("EC");
            var own = factory.generatePrivate(new PKCS8EncodedKeySpec(secret));
            var curve = ((java.security.interfaces.ECPrivateKey) own).getParams();
            var x = new BigInteger(1, Arrays.copyOfRange(box, 1, 1 + COORDINATE));
            var y = new BigInteger(1, Arrays.copyOfRange(box, 1 + COORDINATE, POINT));
            var theirs = factory.generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(own);
            agreement.doPhase(theirs, true); // refuses a point that is not on the curve
            var key = KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(agreement.generateSecret())
                            .addSalt(Arrays.copyOf(box, POINT))
                            .thenExpand(PURPOSE, 32));
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, box, POINT, NONCE));
            cipher.updateAAD(label.getBytes(StandardCharsets.UTF_8));
            return Optional.of(
                    new String(cipher.doFinal(box, POINT + NONCE, box.length - POINT - NONCE), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
