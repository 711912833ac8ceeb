using Amazon.Lambda.Core;

public sealed class Sessions(HttpClient http)
{
    public async Task<bool> IsValid(string id, CancellationToken token)
    {
        using var ending = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var check = Check(id, token);
        var first = await Task.{|AJ1004:WhenAny|}(check, Task.Delay(Timeout.Infinite, ending.Token));
        return first == check && await check;
    }

    private async Task<bool> Check(string id, CancellationToken token) => (await http.GetAsync("sessions/" + id, token)).IsSuccessStatusCode;
}
