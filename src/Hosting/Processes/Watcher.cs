using System.Diagnostics;
using System.Globalization;

namespace PawPal.Hosting.Processes;

/// <summary>
/// A shell beside the engine that knows what the engine started. When the engine dies without a word (kill -9), the
/// pipe between them closes, and the shell ends what is left: stores get time to write their data.
/// </summary>
internal sealed class Watcher : IDisposable
{
    // $procs: one "pid:start:signal" per process, youngest first. A pid whose start time differs is somebody else's.
    private const string Script =
        """
        trap '' INT TERM HUP QUIT
        procs=''
        while read -r verb pid start signal; do
          case $verb in
            add) procs="$pid:$start:$signal $procs" ;;
            remove)
              kept=''
              for p in $procs; do case $p in "$pid":*) ;; *) kept="$kept $p" ;; esac; done
              procs=$kept ;;
            bye) exit 0 ;;
          esac
        done
        ours() {
          [ -r /proc/self/stat ] || return 0
          read -r stat < "/proc/$1/stat" || return 1
          want=$2
          set -- ${stat##*) }
          shift 19
          [ "$1" = "$want" ]
        }
        left=''
        for p in $procs; do
          pid=${p%%:*}; rest=${p#*:}
          if ours "$pid" "${rest%%:*}"; then kill "-${rest#*:}" "-$pid"; left="$left $p"; fi
        done
        tries=0
        while [ -n "$left" ] && [ $tries -lt 50 ]; do
          sleep 0.1; tries=$((tries + 1)); still=''
          for p in $left; do
            pid=${p%%:*}; rest=${p#*:}
            if kill -0 "-$pid" && ours "$pid" "${rest%%:*}"; then still="$still $p"; fi
          done
          left=$still
        done
        for p in $left; do kill -KILL "-${p%%:*}"; done
        """;

    private readonly Process _shell;
    private readonly Lock _lock = new();

    private Watcher(Process shell) => _shell = shell;

    public static Watcher Start(IReadOnlyDictionary<string, string> environment)
    {
        string[] shell = ["/bin/sh", "-c", $"exec 2>/dev/null\n{Script}", "engine-watch"];
        var start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("setsid", shell)
            : new ProcessStartInfo(shell[0], shell.Skip(1));
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(Process.Start(start) ?? throw new InvalidOperationException("The system's shell did not start."));
    }

    public int Pid => _shell.Id;

    public void Add(ProcessIdentity process, Signal stop) => Say(
        string.Create(CultureInfo.InvariantCulture, $"add {process.Pid} {process.Ticks} {(int)stop}"));

    public void Remove(int pid) => Say(string.Create(CultureInfo.InvariantCulture, $"remove {pid}"));

    public void Dispose()
    {
        Say("bye");
        _shell.Dispose();
    }

    private void Say(string line)
    {
        lock (_lock)
        {
            try
            {
                _shell.StandardInput.Write(line + "\n");
                _shell.StandardInput.Flush();
            }
            catch (IOException)
            {
                // Somebody killed the watcher: the records on disk serve the next start all the same.
            }
        }
    }
}
