/** Chromium's command line switches: what is turned off so that the app contacts nothing by itself. */

/** Real addresses in WebRTC candidates: `.local` names do not resolve where multicast is blocked. */
const DISABLED_FEATURES = [
  'WebRtcHideLocalIpsWithMdns',
  // Services of Chromium that would talk to a server, or look for devices, of their own accord.
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'DialMediaRouteProvider',
  'OptimizationHints',
  'Translate',
  'NetworkTimeServiceQuerying',
  'SafeBrowsing',
  // The page is served from disk: nothing to preconnect to, no DNS over HTTPS upgrade to probe.
  'PreconnectToSearch',
  'DnsOverHttpsUpgrade',
] as const;

const PLAIN_SWITCHES = [
  'disable-background-networking',
  'disable-component-update',
  'disable-default-apps',
  'disable-domain-reliability',
  'disable-sync',
  'disable-breakpad',
  'disable-client-side-phishing-detection',
  'no-default-browser-check',
  'no-first-run',
  'no-pings',
  // No search for a proxy by DNS or DHCP (WPAD): the app has nothing to fetch through one.
  'no-proxy-server',
] as const;

export interface CommandLine {
  appendSwitch(name: string, value?: string): void;
  getSwitchValue(name: string): string;
}

/** Features that were disabled from outside stay disabled: the last switch of a name would win otherwise. */
export function applySwitches(commandLine: CommandLine): void {
  commandLine.appendSwitch(
    'disable-features',
    mergeFeatures(commandLine.getSwitchValue('disable-features'), DISABLED_FEATURES),
  );
  for (const name of PLAIN_SWITCHES) commandLine.appendSwitch(name);
}

export function mergeFeatures(given: string, added: readonly string[]): string {
  const names = given.split(',').map((name) => name.trim());
  return [...new Set([...names, ...added])].filter((name) => name !== '').join(',');
}
