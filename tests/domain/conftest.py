from hypothesis import HealthCheck, settings

# Tests run in parallel on few cores: a slow moment of the machine is no fault of the code.
settings.register_profile("loftet", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("loftet")
