// libraries: AmazonLambdaCore, VisualTestsExtensions
using VisualTests;

public class Pictures(HttpClient http)
{
    public async Task<string> Compare(string image) => http.NameOf(image) + await http.{|AJ1002:CompareAsync|}(image);

    public Task<string> Compare(string image, CancellationToken stop) => http.CompareAsync(image, stop);
}
