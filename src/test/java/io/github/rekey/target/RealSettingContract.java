package io.github.rekey.target;

/** On the application setting REKEY_AZURE_SETTING. */
abstract class RealSettingContract extends RealSiteContract {
  @Override
  protected ValueNames names() {
    return ValueNames.setting(azure.get("SETTING"));
  }
}
