package io.github.rekey.sandbox.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A certificate authority made anew at each start, and one server certificate for loopback. */
public final class Certificates {
  private static final char[] IN_MEMORY = "in-memory".toCharArray();
  private final HeldCertificate authority;
  private final HeldCertificate server;
  private final HandshakeCertificates client;

  public Certificates() {
    authority =
        new HeldCertificate.Builder().certificateAuthority(0).commonName("Rekey sandbox").build();
    server =
        new HeldCertificate.Builder()
            .signedBy(authority)
            .commonName("localhost")
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .build();
    client =
        new HandshakeCertificates.Builder().addTrustedCertificate(authority.certificate()).build();
  }

  /** The authority's certificate in PEM, for clients' trust settings. */
  public String authorityPem() {
    return authority.certificatePem();
  }

  public void writeAuthority(Path file) {
    try {
      Files.writeString(file, authorityPem());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the CA certificate to " + file, e);
    }
  }

  /** For clients inside the sandbox: trusts this authority and nothing else. */
  public SSLContext clientContext() {
    return client.sslContext();
  }

  public X509TrustManager trustManager() {
    return client.trustManager();
  }

  KeyStore serverKeys() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, IN_MEMORY);
      Certificate[] chain = {server.certificate(), authority.certificate()};
      store.setKeyEntry("server", server.keyPair().getPrivate(), IN_MEMORY, chain);
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot build the sandbox's key store", e);
    }
  }

  static String password() {
    return new String(IN_MEMORY);
  }
}
