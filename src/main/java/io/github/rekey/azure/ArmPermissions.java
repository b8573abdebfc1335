package io.github.rekey.azure;

import java.util.List;

/** Asks ARM what Rekey's own identity may do at a scope (Permissions_ListForResource). */
public final class ArmPermissions {
  private static final String PATH =
      "/providers/Microsoft.Authorization/permissions?api-version=2022-04-01";
  private static final Right PERMISSIONS =
      Right.control("Microsoft.Authorization/permissions/read", "see which rights are missing");

  /** What Rekey needs on every scope that it is to check. */
  public static final List<Right> RIGHTS = List.of(PERMISSIONS);

  private final ArmPages pages;

  public ArmPermissions(AzureClients clients, Guarded arm) {
    this.pages = new ArmPages(clients, arm);
  }

  /**
   * The rights of the list that no role assignment gives.
   *
   * @param scope a resource's ARM id
   */
  public List<Right> missing(String scope, List<Right> needed) {
    List<Permission> held = held(scope);
    return needed.stream()
        .filter(right -> held.stream().noneMatch(permission -> permission.gives(right)))
        .toList();
  }

  private List<Permission> held(String scope) {
    String name = scope.substring(scope.lastIndexOf('/') + 1);
    Call call = Call.read("read permissions", name, PERMISSIONS.toString());
    return pages.all(call, scope + PATH).stream().map(Permission::of).toList();
  }
}
