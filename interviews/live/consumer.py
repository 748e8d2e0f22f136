from channels.generic.websocket import AsyncWebsocketConsumer


class InterviewConsumer(AsyncWebsocketConsumer):
    pass
