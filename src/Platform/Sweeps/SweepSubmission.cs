using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Trainer.Sweeps;

namespace Platform.Sweeps;

/// <summary>Gives sweeps to a tracker. Files are read here, so that their faults are told before anything is sent.</summary>
static class SweepSubmission
{
    /// <exception cref="SweepFaultsException">The file has faults.</exception>
    public static SweepDraft Read(string pathOrName)
    {
        var (plan, faults) = SweepFileReader.Read(pathOrName);
        return plan is null ? throw new SweepFaultsException(faults) : SweepPlanner.Draft(plan);
    }

    /// <summary>What a tracker is asked, with its absence and the file's faults told as users are told things.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> AskAsync(HttpClient http, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (SweepFaultsException e)
        {
            foreach (var fault in e.Faults)
                Console.Error.WriteLine($"platform: {fault}");
            return 1;
        }
        catch (HttpRequestException e)
        {
            throw new UserErrorException($"{http.BaseAddress} does not answer as a tracker: {e.Message}; is the address right? (--tracker)", e);
        }
    }
}
