package dev.coatcheck.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What a web.xml, a web-fragment.xml or a tag library says of listeners. Immutable.
 *
 * @param isComplete whether annotations do not count
 * @param listeners names of classes, in order
 */
record Descriptor(boolean isComplete, List<String> listeners) {

  /** That of an application, or a jar, which has none. */
  static final Descriptor NONE = new Descriptor(false, List.of());

  /** The versions that know nothing of annotations. */
  private static final Pattern BEFORE_ANNOTATIONS = Pattern.compile("1\\..*|2\\.[0-4]");

  Descriptor {
    listeners = List.copyOf(listeners);
  }

  /**
   * Reads one, and fetches nothing from elsewhere.
   *
   * @throws IOException also when it is not well-formed
   */
  static Descriptor read(InputStream in) throws IOException {
    Document document = parse(in);
    Element root = document.getDocumentElement();
    List<String> listeners = new ArrayList<>();
    NodeList elements = root.getElementsByTagNameNS("*", "listener-class");
    for (int i = 0; i < elements.getLength(); i++) {
      listeners.add(elements.item(i).getTextContent().strip());
    }
    return new Descriptor(isComplete(document, root), listeners);
  }

  /**
   * The content of one of these files.
   *
   * @throws IOException also when it is not well-formed
   */
  static Document parse(InputStream in) throws IOException {
    try {
      return parser().parse(new InputSource(in));
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException(e);
    }
  }

  /** Servlet 6.0 §8.1; descriptors with a DTD are older than annotations. */
  private static boolean isComplete(Document document, Element root) {
    return Boolean.parseBoolean(root.getAttribute("metadata-complete"))
        || document.getDoctype() != null
        || BEFORE_ANNOTATIONS.matcher(root.getAttribute("version")).matches();
  }

  /** The platform's own, whatever parser the application brings. */
  private static DocumentBuilder parser() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
    factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(null); // which would print to the console
    return builder;
  }
}
