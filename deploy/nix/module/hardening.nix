# What the gateway can do without: all but to configure its own network.
{
  AmbientCapabilities = "CAP_NET_ADMIN";
  CapabilityBoundingSet = "CAP_NET_ADMIN";
  LockPersonality = true;
  MemoryMax = "256M";
  NoNewPrivileges = true;
  PrivateDevices = true;
  PrivateTmp = true;
  ProtectClock = true;
  ProtectControlGroups = true;
  ProtectHome = true;
  ProtectHostname = true;
  ProtectKernelLogs = true;
  ProtectKernelModules = true;
  ProtectKernelTunables = true;
  ProtectProc = "invisible";
  ProtectSystem = "strict";
  RemoveIPC = true;
  RestrictAddressFamilies = "AF_INET AF_INET6 AF_NETLINK AF_UNIX";
  RestrictNamespaces = true;
  RestrictRealtime = true;
  RestrictSUIDSGID = true;
  SystemCallArchitectures = "native";
  SystemCallErrorNumber = "EPERM";
  SystemCallFilter = [ "@system-service" "~@privileged @resources" ];
  TasksMax = 128;
  UMask = "0077";
}
