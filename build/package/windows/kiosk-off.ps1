<# Gives an account its desktop back. Figures and settings stay in ProgramData\ioc-wall. #>
#Requires -RunAsAdministrator
param([Parameter(Mandatory)] [string] $Account)
$ErrorActionPreference = 'Stop'

$sid = (New-Object Security.Principal.NTAccount($Account)).Translate([Security.Principal.SecurityIdentifier]).Value
$launcher = [wmiclass]'\\localhost\root\standardcimv2\embedded:WESL_UserSetting'
$launcher.RemoveCustomShell($sid) | Out-Null
$others = Get-CimInstance -Namespace root\standardcimv2\embedded -ClassName WESL_UserSetting
if (-not $others) { $launcher.SetEnabled($false) | Out-Null }

Write-Output "$Account has its desktop again from the next sign-in on."
