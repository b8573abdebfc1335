package io.github.rekey.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import org.jspecify.annotations.Nullable;

/** Which certificate authorities outside calls trust: the JDK's, and one more if configured. */
public record Trust(SSLContext context, X509TrustManager manager) {
  public static Trust of(@Nullable Path caCertificate) {
    HandshakeCertificates.Builder trusted =
        new HandshakeCertificates.Builder().addPlatformTrustedCertificates();
    if (caCertificate != null) {
      trusted.addTrustedCertificate(Certificates.decodeCertificatePem(read(caCertificate)));
    }
    HandshakeCertificates built = trusted.build();
    return new Trust(built.sslContext(), built.trustManager());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the CA certificate " + file, e);
    }
  }
}
