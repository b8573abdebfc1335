// Runs Microsoft's own JavaScript clients against a running sandbox, as its --describe file tells of it.
// Usage: node judge.mjs DESCRIBE.json [arm] [vault] [signalr]      (all three by default)

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [describeFile, ...wanted] = process.argv.slice(2);
if (!describeFile) {
  console.error("usage: node judge.mjs DESCRIBE.json [arm] [vault] [signalr]");
  process.exit(2);
}
const sandbox = JSON.parse(readFileSync(describeFile, "utf8"));

// Node reads authorities only when it starts, so the judge starts itself once more; loopback needs no proxy.
if (process.env.JUDGE_TRUSTS !== describeFile) {
  const env = { ...process.env, JUDGE_TRUSTS: describeFile, NODE_EXTRA_CA_CERTS: authorityFile(), NO_PROXY: "localhost" };
  const again = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
    env,
  });
  process.exit(again.status ?? 1);
}

function authorityFile() {
  if (existsSync(sandbox.caCertificate)) {
    return sandbox.caCertificate;
  }
  const file = join(mkdtempSync(join(tmpdir(), "judge-")), "ca.pem");
  writeFileSync(file, sandbox.caCertificate);
  return file;
}

const { SignalRManagementClient } = await import("@azure/arm-signalr");
const { SecretClient } = await import("@azure/keyvault-secrets");
const { HubConnectionBuilder, LogLevel } = await import("@microsoft/signalr");

let passed = 0;
let failed = 0;

async function check(name, work) {
  try {
    await work();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}: ${error.message}`);
  }
}

function demand(condition, otherwise) {
  if (!condition) {
    throw new Error(otherwise);
  }
}

async function within(milliseconds, promise, otherwise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(otherwise)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// "token" is the token endpoint; a ready-made bearer token will do too.
const credential = {
  async getToken(scopes) {
    const expiresOnTimestamp = Date.now() + 3_000_000;
    if (!sandbox.token.startsWith("https://")) {
      return { token: sandbox.token, expiresOnTimestamp };
    }
    const answer = await fetch(sandbox.token, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: sandbox.clientId,
        client_secret: sandbox.clientSecret,
        scope: [scopes].flat().join(" "),
      }),
    });
    demand(answer.ok, `the token endpoint answered ${answer.status}`);
    return { token: (await answer.json()).access_token, expiresOnTimestamp };
  },
};

async function judgeArm() {
  const client = new SignalRManagementClient(credential, sandbox.subscriptionId, { endpoint: sandbox.arm });
  const [, , , , group, , , , name] = sandbox.resourceIds[0].split("/");

  await check("@azure/arm-signalr lists the resources", async () => {
    const found = [];
    for await (const resource of client.signalR.listBySubscription()) {
      found.push(resource.id.toLowerCase());
    }
    const missing = sandbox.resourceIds.filter((id) => !found.includes(id.toLowerCase()));
    demand(missing.length === 0, `missing ${missing.length} of ${sandbox.resourceIds.length}`);
  });
  await check("@azure/arm-signalr reads a resource", async () => {
    const resource = await client.signalR.get(group, name);
    demand(resource.provisioningState === "Succeeded", `provisioning state ${resource.provisioningState}`);
    demand(resource.disableLocalAuth === false, "local authentication is disabled");
  });
  await check("@azure/arm-signalr regenerates the secondary key and no other", async () => {
    const before = await client.signalR.listKeys(group, name);
    await client.signalR.beginRegenerateKeyAndWait(group, name, { keyType: "Secondary" }, { updateIntervalInMs: 200 });
    const after = await client.signalR.listKeys(group, name);
    demand(after.secondaryKey !== before.secondaryKey, "the secondary key is the same");
    demand(after.primaryKey === before.primaryKey, "the primary key changed");
    demand(after.secondaryConnectionString.includes(after.secondaryKey), "the connection string has another key");
  });
  await check("@azure/arm-signalr does not find what is not there", async () => {
    const error = await client.signalR.get(group, "no-such-resource").then(
      () => undefined,
      (e) => e,
    );
    demand(error?.code === "ResourceNotFound", `got ${error?.code ?? "an answer"}`);
  });
}

async function judgeVault() {
  const client = new SecretClient(sandbox.keyVault, credential, { disableChallengeResourceVerification: true });
  const name = `judge-${Date.now()}`;

  await check("@azure/keyvault-secrets writes and reads a secret", async () => {
    const written = await client.setSecret(name, "one", { tags: { by: "judge" } });
    const read = await client.getSecret(name);
    demand(read.value === "one", "another value came back");
    demand(read.properties.version === written.properties.version, "another version came back");
    demand(read.properties.tags?.by === "judge", "the tags are lost");
  });
  await check("@azure/keyvault-secrets sees every version", async () => {
    await client.setSecret(name, "two");
    let versions = 0;
    for await (const _ of client.listPropertiesOfSecretVersions(name)) {
      versions += 1;
    }
    demand(versions === 2, `saw ${versions}`);
  });
  await check("@azure/keyvault-secrets does not read a disabled version", async () => {
    const { properties } = await client.getSecret(name);
    await client.updateSecretProperties(name, properties.version, { enabled: false });
    const error = await client.getSecret(name).then(
      () => undefined,
      (e) => e,
    );
    demand(error?.statusCode === 403, `got ${error?.statusCode ?? "an answer"}`);
  });
}

async function judgeSignalR() {
  const hub = hubOf(sandbox.apps[0]);
  const connection = new HubConnectionBuilder().withUrl(hub).configureLogging(LogLevel.None).build();

  await check("@microsoft/signalr connects through an app and is answered", async () => {
    await within(20_000, connection.start(), "no connection within 20 s");
    const answer = await within(10_000, connection.invoke("Echo", "hello"), "no answer within 10 s");
    demand(answer === "hello", `answered ${JSON.stringify(answer)}`);
  });
  await check("@microsoft/signalr receives a message that the server sends", async () => {
    const said = new Promise((resolve) => connection.on("Said", resolve));
    await connection.invoke("Broadcast", "to all");
    const message = await within(10_000, said, "no message within 10 s");
    demand(message === "to all", `received ${JSON.stringify(message)}`);
  });
  await connection.stop();
}

function hubOf(app) {
  return typeof app === "string" ? app : app.hub;
}

const parts = { arm: judgeArm, vault: judgeVault, signalr: judgeSignalR };
for (const part of wanted.length > 0 ? wanted : Object.keys(parts)) {
  await parts[part]();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
