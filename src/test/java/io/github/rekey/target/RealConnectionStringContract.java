package io.github.rekey.target;

/** On the connection string REKEY_AZURE_CONNECTION_STRING. */
abstract class RealConnectionStringContract extends RealSiteContract {
  @Override
  protected ValueNames names() {
    return ValueNames.connectionString(azure.get("CONNECTION_STRING"));
  }
}
