package org.blockwatch.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Reads and writes FHIR. HAPI's parser says whether a text is a resource of its version; values are then taken from the text as it was
 * written, since its types complete what is missing, a time zone among them.
 */
final class FhirText {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BAD_REQUEST = 400;

    private final FhirContext context;
    private final boolean xml;

    private FhirText(FhirContext context, boolean xml) {
        this.context = context;
        this.xml = xml;
    }

    /**
     * Returns how a request is written.
     *
     * @param contentType such as {@code application/fhir+json; fhirVersion=5.0}; R4 in JSON where it says nothing
     */
    static FhirText of(String contentType) {
        FhirContext context = contentType.contains("fhirVersion=5") || contentType.contains("fhirVersion=\"5")
                ? FhirContext.forR5Cached()
                : FhirContext.forR4Cached();
        return new FhirText(context, contentType.contains("xml"));
    }

    /** Returns whether it is R5. */
    boolean isR5() {
        return context.getVersion().getVersion() == FhirVersionEnum.R5;
    }

    /** Returns the content type of answers. */
    String contentType() {
        return (xml ? "application/fhir+xml" : "application/fhir+json") + "; fhirVersion=" + (isR5() ? "5.0" : "4.0")
                + "; charset=utf-8";
    }

    /**
     * Reads a resource.
     *
     * @throws FhirRefusal if it is none of this version; the message names the element
     */
    JsonNode parse(String text) {
        try {
            IBaseResource resource = parser().parseResource(text);
            return JSON.readTree(xml ? context.newJsonParser().encodeResourceToString(resource) : text);
        } catch (DataFormatException e) {
            String message = String.valueOf(e.getMessage());
            Matcher element = Pattern.compile("\\[element=\"([^\"]+)\"\\]").matcher(message);
            throw new FhirRefusal(
                    BAD_REQUEST,
                    element.find() ? element.group(1) : "",
                    "This is no resource of FHIR " + (isR5() ? "R5" : "R4") + ": " + message);
        } catch (JsonProcessingException e) {
            throw new FhirRefusal(BAD_REQUEST, "", "This is no JSON: " + e.getOriginalMessage());
        }
    }

    /** Returns a resource that was made as JSON, in the way that the request was written. */
    String write(JsonNode resource) {
        return xml
                ? context.newXmlParser()
                        .encodeResourceToString(context.newJsonParser().parseResource(resource.toString()))
                : resource.toString();
    }

    private IParser parser() {
        IParser parser = xml ? context.newXmlParser() : context.newJsonParser();
        parser.setParserErrorHandler(new StrictErrorHandler());
        return parser;
    }
}
