package io.github.rekey.sandbox.servicebus;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;

/** Service Bus's batch: one transfer whose Data sections each hold one encoded message. */
final class BatchFormat {
  /** The message format of a transfer that is a batch. */
  static final int CODE = 0x80013700;

  private BatchFormat() {}

  static List<Envelope> decode(byte[] bytes) {
    DecoderImpl decoder = new DecoderImpl();
    AMQPDefinedTypes.registerAllTypes(decoder, new EncoderImpl(decoder));
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    decoder.setByteBuffer(buffer);
    List<Envelope> messages = new ArrayList<>();
    while (buffer.hasRemaining()) {
      if (read(decoder) instanceof Data data) {
        messages.add(Envelope.decode(data.getValue()));
      }
    }
    return messages;
  }

  private static Object read(DecoderImpl decoder) {
    try {
      return decoder.readObject();
    } catch (RuntimeException e) {
      throw Refusal.undecodable(e);
    }
  }
}
