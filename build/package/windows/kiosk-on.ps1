<#
  Makes the wall the shell of one account of this machine: Windows starts it in place of the desktop and starts it again
  when it ends. Needs Windows Enterprise, Education or IoT Enterprise, and an administrator.
  Undone by kiosk-off.ps1.
#>
#Requires -RunAsAdministrator
param(
  [Parameter(Mandatory)] [string] $Account,
  [string] $Program = (Join-Path $env:ProgramFiles 'IOC Wall')
)
$ErrorActionPreference = 'Stop'

$node = Join-Path $Program 'resources\engine\bin\node.exe'
$keeper = Join-Path $Program 'resources\engine\dist\keeper\main.mjs'
foreach ($file in $node, $keeper) { if (-not (Test-Path $file)) { throw "$file is missing; install IOC Wall first." } }

# 1. The feature itself.
$feature = Get-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedShellLauncher
if ($feature.State -ne 'Enabled') {
  Enable-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedShellLauncher -All -NoRestart | Out-Null
}

# 2. The account's shell. Exit codes of the keeper: 0 asked to end, 64, 73 and 75 to be put right first, all others again.
$restart = 0; $nothing = 3
$sid = (New-Object Security.Principal.NTAccount($Account)).Translate([Security.Principal.SecurityIdentifier]).Value
$launcher = [wmiclass]'\\localhost\root\standardcimv2\embedded:WESL_UserSetting'
$launcher.SetDefaultShell('explorer.exe', $restart) | Out-Null
try { $launcher.RemoveCustomShell($sid) | Out-Null } catch { }
$launcher.SetCustomShell($sid, "`"$node`" `"$keeper`" run", (0, 64, 73, 75), ($nothing, $nothing, $nothing, $nothing), $restart) | Out-Null
$launcher.SetEnabled($true) | Out-Null

# 3. Monitors stay awake, on the power plan in use.
foreach ($what in 'monitor-timeout-ac', 'standby-timeout-ac', 'hibernate-timeout-ac') { powercfg /change $what 0 }

# 4. Folders of the wall belong to the account alone.
$folder = Join-Path $env:ProgramData 'ioc-wall'
New-Item -ItemType Directory -Force -Path $folder | Out-Null
icacls $folder /inheritance:r /grant:r "${Account}:(OI)(CI)F" 'Administrators:(OI)(CI)F' 'SYSTEM:(OI)(CI)F' | Out-Null

Write-Output "The wall starts when $Account signs in. Restart the machine if the feature was not there before."
