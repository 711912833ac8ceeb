using AsyncJobs.Hosting;
using AsyncJobs.Local;
using MyJobs;

// The same program is every Lambda function of the application, and on a laptop all of them at once.
if (LambdaHost.IsLambda)
    return LambdaHost.Run(AppJobs.App);

return await LocalHost.RunAsync(AppJobs.App, args, new LocalExample("/primes", """{"upTo":1000000}"""));
