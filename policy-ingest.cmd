@echo off
rem Builds PolicyIngest on first use and when its sources have changed, then runs it with the arguments given.
rem Nothing but the program itself writes to stdout.
setlocal
set "root=%~dp0"
set "app=%root%artifacts\launcher\windows"
where dotnet >nul 2>nul || (
  echo policy-ingest: the .NET 10 SDK is missing. Run: winget install Microsoft.DotNet.SDK.10 1>&2
  exit /b 2
)
powershell -NoProfile -Command "$b = Get-Item -ErrorAction SilentlyContinue '%app%\built'; if (-not $b) { exit 1 }; $n = Get-ChildItem -Recurse -File '%root%src', '%root%schema.sql', '%root%Directory.*.props' | Where-Object { $_.FullName -notmatch '\\(bin|obj)\\' -and $_.LastWriteTimeUtc -gt $b.LastWriteTimeUtc } | Select-Object -First 1; if ($n) { exit 1 }"
if not errorlevel 1 goto run
echo policy-ingest: building (once after a change; the log is %app%.log) ... 1>&2
if not exist "%app%" mkdir "%app%"
dotnet publish "%root%src\Cli" -c Release -o "%app%" -nologo -p:RunAnalyzers=false > "%app%.log" 2>&1
if errorlevel 1 (
  echo policy-ingest: the build failed: 1>&2
  findstr /c:"error" "%app%.log" 1>&2
  exit /b 2
)
echo built> "%app%\built"
:run
rem Models for text recognition outlive a build.
if not defined POLICYINGEST_MODELS set "POLICYINGEST_MODELS=%root%ocr-models"
dotnet "%app%\policy-ingest.dll" %*
exit /b %errorlevel%
