package io.ringfence.integration.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A key with a certificate that it has signed itself, for {@code localhost}, as PEM files.
 *
 * @param keystore private key and certificate
 * @param certificate what others trust
 */
record Identity(Path keystore, Path certificate) {

  private static final String PASSWORD = "changeit";
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  /** Made by the JDK's keytool. */
  static Identity make(Path folder, String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "broker",
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=dns:localhost",
            "-ext",
            "bc:c",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD);
    int end = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (end != 0) {
      throw new IOException("keytool ended with %d; run %s by hand.".formatted(end, command));
    }
    return export(store, folder, name);
  }

  private static Identity export(Path store, Path folder, String name)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    String certificate = pem("CERTIFICATE", keys.getCertificate("broker").getEncoded());
    String key = pem("PRIVATE KEY", keys.getKey("broker", PASSWORD.toCharArray()).getEncoded());
    return new Identity(
        Files.writeString(folder.resolve(name + "-key.pem"), key + certificate),
        Files.writeString(folder.resolve(name + ".pem"), certificate));
  }

  private static String pem(String kind, byte[] encoded) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, LINES.encodeToString(encoded), kind);
  }
}
