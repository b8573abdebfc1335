package io.github.rekey.azure;

import com.azure.core.annotation.BodyParam;
import com.azure.core.annotation.ExpectedResponses;
import com.azure.core.annotation.Get;
import com.azure.core.annotation.HeaderParam;
import com.azure.core.annotation.Host;
import com.azure.core.annotation.HostParam;
import com.azure.core.annotation.PathParam;
import com.azure.core.annotation.Post;
import com.azure.core.annotation.QueryParam;
import com.azure.core.annotation.ServiceInterface;
import com.azure.core.annotation.UnexpectedResponseExceptionType;
import com.azure.core.http.rest.Response;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;

/**
 * Microsoft.SignalRService/signalR on the wire, as far as Rekey uses it
 * (Azure/azure-rest-api-specs, signalr.json 2024-03-01). azure-core makes the client from the
 * annotations.
 */
@Host("{$host}")
@ServiceInterface(name = "SignalR")
interface SignalRService {
  String RESOURCE =
      "/subscriptions/{subscription}/resourceGroups/{group}"
          + "/providers/Microsoft.SignalRService/signalR/{name}";

  @Get(RESOURCE)
  @ExpectedResponses(200)
  @UnexpectedResponseExceptionType(ManagementException.class)
  Response<BinaryData> get(
      @HostParam("$host") String host,
      @PathParam("subscription") String subscription,
      @PathParam("group") String group,
      @PathParam("name") String name,
      @QueryParam("api-version") String version,
      @HeaderParam("Accept") String accept,
      Context context);

  @Post(RESOURCE + "/listKeys")
  @ExpectedResponses(200)
  @UnexpectedResponseExceptionType(ManagementException.class)
  Response<BinaryData> listKeys(
      @HostParam("$host") String host,
      @PathParam("subscription") String subscription,
      @PathParam("group") String group,
      @PathParam("name") String name,
      @QueryParam("api-version") String version,
      @HeaderParam("Accept") String accept,
      Context context);

  /** 201 was seen from an old api-version (Azure/azure-sdk-for-python issue 11148). */
  @Post(RESOURCE + "/regenerateKey")
  @ExpectedResponses({200, 201, 202})
  @UnexpectedResponseExceptionType(ManagementException.class)
  Response<BinaryData> regenerateKey(
      @HostParam("$host") String host,
      @PathParam("subscription") String subscription,
      @PathParam("group") String group,
      @PathParam("name") String name,
      @QueryParam("api-version") String version,
      @BodyParam("application/json") BinaryData keyType,
      @HeaderParam("Accept") String accept,
      Context context);

  @Get("/subscriptions/{subscription}/providers/Microsoft.SignalRService/signalR")
  @ExpectedResponses(200)
  @UnexpectedResponseExceptionType(ManagementException.class)
  Response<BinaryData> listInSubscription(
      @HostParam("$host") String host,
      @PathParam("subscription") String subscription,
      @QueryParam("api-version") String version,
      @HeaderParam("Accept") String accept,
      Context context);

  @Get("{nextLink}")
  @ExpectedResponses(200)
  @UnexpectedResponseExceptionType(ManagementException.class)
  Response<BinaryData> nextPage(
      @HostParam("$host") String host,
      @PathParam(value = "nextLink", encoded = true) String nextLink,
      @HeaderParam("Accept") String accept,
      Context context);
}
