// What every program of the runtime costs before it does anything.
return 0;
